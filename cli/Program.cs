Console.WriteLine("ServerlessCdi");
