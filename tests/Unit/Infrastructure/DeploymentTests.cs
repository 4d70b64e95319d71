using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Infrastructure;

/// <summary>
/// <c>infra/</c>, <c>.github/</c> and <c>eng/</c> without Azure: the rules stand in <c>tests/Node/infra-rules.mjs</c>, and
/// <c>node tests/Node/infra.mjs</c> says the same by hand.
/// </summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task The_deployment_agrees_with_the_code() => Assert.Contains(" 0 findings", await RunAsync("infra.mjs"), StringComparison.Ordinal);

    [Fact]
    public async Task Every_rule_notices_what_breaks_it() => Assert.Contains(" 0 unnoticed", await RunAsync("infra.mjs", "--broken"), StringComparison.Ordinal);

    [Fact]
    public async Task The_scripts_deploy_try_and_roll_back() => Assert.Contains(" 0 failed", await RunAsync("infra-deploy.mjs"), StringComparison.Ordinal);

    /// <exception cref="InvalidOperationException">The script found something; the message has each finding in a line.</exception>
    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var tests = await NodeModules.InstallAsync(CancellationToken.None, "web-tree-sitter", "tree-sitter-bicep", "tree-sitter-c-sharp", "yaml");
        return await NodeModules.RunAsync("node", [Path.Combine(tests, "Node", script), .. arguments], tests, "", CancellationToken.None);
    }
}
