// Each line breaks one file of the repository, in memory, and says what the rules must then complain of.
const app = 'infra/modules/app.bicep';
const main = 'infra/main.bicep';
const broker = 'infra/modules/servicebus.bicep';
const vault = 'infra/modules/vault.bicep';
const clients = 'shared/Storage/StorageClients.cs';
const build = '.github/workflows/build.yml';

const of = (rule, file, from, to, says) => ({ rule, file, from, to, says });

export const breaks = [
  of('syntax', vault, "sku: { family: 'A', name: 'standard' }", "sku: { family: 'A', name: }", 'this is no Bicep'),
  of('syntax', 'infra/main.prod.bicepparam', 'param alwaysReadyHttp = 1', 'param alwaysReadyHttp 1', 'this is no Bicep'),

  of('syntax', 'infra/workbook.json', '"items": [', '"items": ', 'this is no JSON'),

  of('versions', vault, 'Microsoft.KeyVault/vaults@2025-05-01', 'Microsoft.KeyVault/vaults@2019-09-01', 'says 2025-05-01'),
  of('versions', 'infra/api-versions.json', '"Microsoft.Authorization/locks": "2020-05-01",', '', 'nothing of this type'),
  of('versions', 'infra/api-versions.json', '{', '{ "Microsoft.Cache/redis": "2024-11-01",', 'used nowhere'),

  of('descriptions', vault, "@description('Refuse deletion.')", '', 'lock has no @description'),
  of('descriptions', main, "@description('Address of the app; a vendor is given it with /hooks/{source}.')", '', 'CDI_URL has no @description'),

  of('meanings', app, "AzureWebJobsStorage__clientId: identityClientId", 'AzureWebJobsStorage__clientId: identityClientID', 'identityClientID is declared nowhere'),
  of('meanings', app, 'priority: 200 + i', 'priority: 200 + n', 'n is declared nowhere'),
  of('meanings', main, 'tablePrefix: tablePrefix', '', 'needs tablePrefix'),
  of('meanings', main, 'tablePrefix: tablePrefix', 'tablePrefix: tablePrefix, tablesPrefix: 1', 'takes no tablesPrefix'),
  of('meanings', main, 'profileStorage.outputs.name', 'profileStorage.outputs.title', 'has no output title'),
  of('meanings', main, "'modules/vault.bicep'", "'modules/vaults.bicep'", 'modules/vaults.bicep does not exist'),
  of('meanings', 'infra/modules/workbook.bicep', 'sourceId: workspaceId', '', 'workspaceId is used nowhere'),
  of('meanings', 'infra/main.dev.bicepparam', 'param silentHours', 'param quietHours', 'takes no quietHours'),
  of('meanings', 'infra/main.dev.bicepparam', "param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')", '', 'needs location'),

  of('roles', 'infra/roles.json', '090c5cfd-751d-490a-894a-3ce6f1109419', '090c5cfd-751d-490a-894a-3ce6f1109418', 'no role that is known here'),
  of('roles', 'infra/roles.json', '090c5cfd-751d-490a-894a-3ce6f1109419', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0', 'which is the role Service Bus Data Receiver'),
  of('roles', vault, 'roles.keyVaultSecretsUser', 'roles.keyVaultReader', 'roles.keyVaultReader is not in'),
  of('roles', vault, 'roles.keyVaultSecretsUser', "'b24988ac-6180-42a0-ab88-20f7382dd24c'", 'an id in the text'),
  of('roles', broker, "principalType: 'ServicePrincipal'", '', 'without principalType'),
  of('roles', 'infra/roles.json', '{', '{ "serviceBusDataSender": "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",', 'serviceBusDataSender is given to nobody'),

  of('queues', 'infra/queues.json', '"RequiresSession": true', '"RequiresSession": false', 'deliveries has RequiresSession false, the code needs true'),
  of('queues', 'infra/queues.json', '"RequiresDuplicateDetection": true', '"RequiresDuplicateDetection": false', 'changes has RequiresDuplicateDetection false'),
  of('queues', 'infra/queues.json', '"PT10M"', '"PT1M"', 'DuplicateDetectionHistoryTimeWindow PT1M'),
  of('queues', 'infra/queues.json', '"LockDuration": "PT1M"', '"LockDuration": "PT10M"', 'LockDuration PT10M'),
  of('queues', 'infra/queues.json', '"MaxDeliveryCount": 10', '"MaxDeliveryCount": 1', 'MaxDeliveryCount 1'),
  of('queues', 'infra/queues.json', '"DeadLetteringOnMessageExpiration": true', '"DeadLetteringOnMessageExpiration": false', 'DeadLetteringOnMessageExpiration false'),
  of('queues', 'infra/queues.json', '"Name": "changes"', '"Name": "change"', 'queue changes is missing'),
  of('queues', 'functions/Deliver/DeliveryFunctions.cs', 'IsSessionsEnabled = true', 'IsSessionsEnabled = false', 'deliveries has RequiresSession true, the code needs false'),
  of('queues', broker, 'requiresSession: item.Properties.RequiresSession', 'requiresSession: false', 'RequiresSession of infra/queues.json does not reach the queue'),
  of('queues', broker, 'name: item.Name', "name: 'changes'", 'the name of the queue is not that of'),
  of('queues', broker, "loadJsonContent('../queues.json').UserConfig.Namespaces[0].Queues", '[]', 'the queues are not those of'),

  of('settings', app, 'Tables__serviceUri:', 'Tables__serviceUrl:', 'Tables__serviceUri is not set'),
  of('settings', app, 'Tables__serviceUri:', 'Tables__serviceUrl:', 'Tables__serviceUrl is set, and nothing reads it'),
  of('settings', app, "ServiceBus__credential: 'managedidentity'", '', 'ServiceBus__credential is not set'),
  of('settings', app, 'AzureWebJobsStorage__blobServiceUri: hostStorage.properties.primaryEndpoints.blob', '', 'AzureWebJobsStorage__blobServiceUri is not set'),
  of('settings', clients, '"KeyVault:vaultUri"', '"KeyVault:uri"', 'KeyVault__uri is not set'),
  of('settings', clients, 'Credential(services, configuration, "Tables")', 'Credential(services, configuration, "Store")', 'Store__clientId is not set'),
  of('settings', clients, 'Credential(services, configuration, "Tables")', 'Credential(services, configuration, Environment.MachineName)', 'cannot tell which setting'),
  of('settings', 'functions/CdiServices.cs', 'configuration["CDI_CONFIG"]', 'configuration.GetValue<string>("CDI_FOLDER")', 'CDI_FOLDER is not set'),
  of('settings', 'functions/CdiServices.cs', 'configuration["CDI_CONFIG"]', '"config"', 'CDI_CONFIG is left out, and nothing reads it'),
  of('settings', 'functions/CdiServices.cs', 'configuration["CDI_CONFIG"]', 'Environment.GetEnvironmentVariable("CDI_HOME")', 'CDI_HOME is not set'),
  of('settings', 'functions/CdiServices.cs', 'services.AddCdiStorage(configuration);', 'services.AddElsewhere(configuration);', 'cannot tell which settings AddElsewhere reads'),
  of('settings', 'functions/Timers/SweepFunctions.cs', '"0 * * * * *"', '"%SweepSchedule%"', 'SweepSchedule is not set'),
  of('settings', 'functions/Process/ChangeFunctions.cs', 'Connection = "ServiceBus"', 'Connection = "Broker"', 'Broker__fullyQualifiedNamespace is not set'),
  of('settings', 'host.json', '"00:10:00"', '"%Timeout%"', 'Timeout is not set'),

  of('keys', app, 'tablePrefix\n', 'hostStorage.listKeys().keys[0].value\n', 'hostStorage.listKeys fetches keys'),
  of('keys', app, 'tablePrefix\n', "listKeys(hostStorage.id, '2025-06-01').keys[0].value\n", 'listKeys fetches keys'),

  of('secrets', 'infra/modules/monitoring.bicep', 'output insightsName string = insights.name', 'output insightsName string = insights.properties.ConnectionString', 'output insightsName tells a secret'),
  of('secrets', app, 'output name string = app.name', 'output functionKey string = app.name', 'output functionKey tells a secret'),
  of('secrets', app, 'KeyVault__vaultUri: vault.properties.vaultUri', 'KeyVault__vaultUri: hostStorage.properties.accountKey', 'setting KeyVault__vaultUri holds a secret'),
  of('secrets', vault, 'param name string', '@secure()\nparam password string\n@description(\'n\')\nparam name string', 'password would carry a secret'),

  of('diagnostics', vault, 'scope: vault\n  properties: {\n    workspaceId', 'scope: tenant\n  properties: {\n    workspaceId', 'vault has no diagnostic setting'),
  of('diagnostics', 'infra/modules/network.bicep', 'scope: appGroup', 'scope: vnet', 'appGroup has no diagnostic setting'),
  of('diagnostics', vault, "'Microsoft.KeyVault/vaults@2025-05-01'", "'Microsoft.Cache/redis@2024-11-01'", 'does not say whether Microsoft.Cache/redis'),

  of('hardening', 'infra/modules/storage.bicep', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true', 'must have properties.allowSharedKeyAccess: false'),
  of('hardening', broker, 'disableLocalAuth: true', '', 'must have properties.disableLocalAuth: true'),
  of('hardening', vault, 'enablePurgeProtection: true', 'enablePurgeProtection: false', 'must have properties.enablePurgeProtection: true'),
  of('hardening', 'infra/modules/monitoring.bicep', 'DisableLocalAuth: true', 'DisableLocalAuth: false', 'must have properties.DisableLocalAuth: true'),

  of('tags', app, "tags: union(tags, { 'azd-service-name': 'app' })", '', 'app has no tags'),

  of('functions', 'infra/modules/alerts.bicep', "'ProcessChanges'", "'ProcessChange'", 'there is no function ProcessChange'),
  of('functions', 'functions/Process/ChangeFunctions.cs', '[Function("ProcessChanges")]', '[Function("WorkChanges")]', 'nobody is told when function WorkChanges fails'),
  of('functions', 'infra/workbook.json', "'Hook', 'Track'", "'Hooks', 'Track'", 'there is no function Hooks'),
  of('functions', 'infra/main.prod.bicepparam', 'param alwaysReadyHttp = 1', "param alwaysReadyFunctions = [{ function: 'Work', instances: 1 }]", 'there is no function Work'),

  of('pages', 'infra/modules/alerts.bicep', "name: 'cdi-throttling'", "name: 'cdi-throttled'", 'what to do about cdi-throttled'),
  of('pages', 'docs/deploy.md', '| `cdi-freshness` |', '| freshness |', 'what to do about cdi-freshness'),

  of('deployment', build, 'actions/checkout@v6', 'actions/checkout@main', 'actions/checkout@main is not pinned'),
  of('deployment', build, 'permissions:\n  contents: read\n', '', 'has no permissions of its own'),
  of('deployment', build, '- run: ./test.sh', '- run: ./tests.sh', 'runs tests.sh, which does not exist'),
  of('deployment', build, 'timeout-minutes: 45', '', 'job test has no timeout'),
  of('deployment', build, '- run: ./test.sh', '- run: "echo', 'build.yml'),
  of('deployment', '.github/workflows/deploy.yml', '--code-only --package', '--code-only ${{ inputs.package_run }} --package', 'pastes an input into a script'),
  of('deployment', '.github/workflows/deploy.yml', 'id-token: write', 'id-token: none', 'may not ask for a token'),
  of('deployment', 'eng/emulators/compose.yaml', 'azurite:3.35.0', 'azurite:latest', 'azurite has no version'),
  of('deployment', 'azure.yaml', 'module: main.dev', 'module: main.test', 'its module has no parameter file'),
];
