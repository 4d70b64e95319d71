namespace ServerlessCdi.Tests.Testing.People.Regions;

internal static class Spanish
{
    public static Region Region { get; } = new()
    {
        Country = "ES",
        Weight = 8,
        Women = new("""
            María Carmen Ana Isabel Laura Cristina Marta Lucía Francisca Antonia Dolores Pilar Sara Paula Elena Raquel Rosa Manuela Mercedes
            Beatriz Concepción Josefa Teresa Encarnación Julia Alba Silvia Nuria Irene Patricia Montserrat Rocío Andrea Rosario Mónica Alicia
            Sonia Sandra Ángela Margarita Susana Marina Yolanda Natalia Inés Eva Verónica Victoria Lorena Carla Sofía Claudia Noelia Gloria Luisa
            """),
        Men = new("""
            Antonio Manuel José Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Pablo Ángel Sergio Fernando Jorge
            Luis Alberto Álvaro Adrián Diego Raúl Iván Enrique Rubén Ramón Vicente Óscar Andrés Joaquín Santiago Víctor Eduardo Mario Roberto
            Jaime Marcos Ignacio Hugo Salvador Alfonso Ricardo Jordi Emilio Guillermo Gabriel Julián Julio Tomás Agustín Gonzalo Martín Nicolás
            """),
        Families = new("""
            García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero
            Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz
            Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña
            León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Diez Aguilar Caballero Nieto Santana Vargas Pascual
            """),
        RareFamilies = (
            new("Villa Monte Casta Font Mira Val Cal Agui Bara Car Del_ Echeva Goi Iba Lla Mendi Olea Pala Que Riba Sala Tola Urru Zaba"),
            new("nova verde ñeda rano flores rría zábal cañas berri soro drid mar nera leta gosa lles ndía tegui lar ncos")),
        Streets = new("""
            Mayor Iglesia Constitución Real San_Juan España Fuente Nueva San_José Cervantes Sol Eras Goya Rosario San_Antonio Molino Libertad
            Castillo Carmen Picasso Andalucía Cruz Pozo Olivo Almendro Huertas Rosales Pinos Madrid Sevilla Lorca Velázquez Toledo Granada
            """),
        StreetKinds = new("*Calle *Avenida *Plaza *Camino *Paseo *Ronda"),
        Towns = new("""
            Madrid Barcelona Valencia Sevilla Zaragoza Málaga Murcia Palma Bilbao Alicante Córdoba Valladolid Vigo Gijón Vitoria Granada Elche
            Oviedo Cartagena Jerez Pamplona Almería Burgos Santander Albacete Castellón Logroño Badajoz Salamanca Huelva Lérida Tarragona León
            """),
        SmallTowns = (new("Villa Santa_ San_ Torre Puebla_de_ Monte Fuente Val"), new("nueva molinos marina hermosa mayor rubia blanca seca rey")),
        States = new("Andalucía Cataluña Galicia Aragón Murcia Asturias Navarra Extremadura Cantabria Canarias Madrid"),
        Postcode = "99999",
        Phone = "699 99 99 99",
        Dialling = "+34",
        DateFormat = "dd/MM/yyyy",
    };
}
