using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Changes;

public sealed class A_text_as_canonical_JSON
{
    [Fact]
    public void Has_one_form_whichever_characters_it_holds()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (char.IsSurrogate((char)c))
            {
                continue;
            }

            var text = $"a{(char)c}z";
            var expected = $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
            Assert.Equal(expected, FieldValue.Text(text).Json);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ada Lovelace")]
    [InlineData("say \"hi\" \\ now\n")]
    [InlineData("Zoë 💥")]
    public void Comes_back_as_it_was(string text) => Assert.Equal(text, FieldValue.Text(text).AsText());
}
