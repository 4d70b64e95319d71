// What the rules hold the deployment to, each fact from where it stands.

/** Azure's built-in roles that may be given. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11) */
export const builtInRoles = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Service Bus Data Sender',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Service Bus Data Receiver',
  '090c5cfd-751d-490a-894a-3ce6f1109419': 'Service Bus Data Owner',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
};

/** Resource types whose logs or metrics a diagnostic setting can send on. */
export const withDiagnostics = new Set([
  'Microsoft.EventGrid/systemTopics', 'Microsoft.KeyVault/vaults', 'Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/publicIPAddresses',
  'Microsoft.Network/virtualNetworks', 'Microsoft.OperationalInsights/workspaces', 'Microsoft.ServiceBus/namespaces',
  'Microsoft.Storage/storageAccounts', 'Microsoft.Storage/storageAccounts/blobServices', 'Microsoft.Storage/storageAccounts/tableServices', 'Microsoft.Web/sites',
]);

/** Types that have none, or must not have one, with the reason. */
export const withoutDiagnostics = {
  'Microsoft.Authorization/locks': 'no data of its own; the activity log tells of changes',
  'Microsoft.Authorization/roleAssignments': 'no data of its own; the activity log tells of changes',
  'Microsoft.Authorization/roleDefinitions': 'no data of its own; the activity log tells of changes',
  'Microsoft.Consumption/budgets': 'not supported',
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': 'the topic reports for it',
  'Microsoft.Insights/actionGroups': 'not supported',
  'Microsoft.Insights/components': 'it keeps its data in the workspace already; a setting would store and bill it twice',
  'Microsoft.Insights/diagnosticSettings': 'is one',
  'Microsoft.Insights/metricAlerts': 'not supported',
  'Microsoft.Insights/scheduledQueryRules': 'not supported',
  'Microsoft.Insights/workbooks': 'not supported',
  'Microsoft.ManagedIdentity/userAssignedIdentities': 'not supported; sign-ins are in Entra',
  'Microsoft.Network/natGateways': 'metrics only, which the platform keeps',
  'Microsoft.Network/privateDnsZones': 'not supported',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 'not supported',
  'Microsoft.Network/privateEndpoints': 'metrics only, which the platform keeps',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': 'not supported',
  'Microsoft.Resources/resourceGroups': 'not supported',
  'Microsoft.ServiceBus/namespaces/queues': 'the namespace reports for it',
  'Microsoft.Storage/storageAccounts/blobServices/containers': 'the blob service reports for it',
  'Microsoft.Web/serverfarms': 'a Flex Consumption plan has no metrics of its own; the app reports',
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': 'not supported',
};

/** Types that take no tags. */
export const untagged = new Set([
  'Microsoft.Authorization/locks', 'Microsoft.Authorization/roleAssignments', 'Microsoft.Authorization/roleDefinitions', 'Microsoft.Consumption/budgets',
  'Microsoft.EventGrid/systemTopics/eventSubscriptions', 'Microsoft.Insights/diagnosticSettings', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.ServiceBus/namespaces/queues', 'Microsoft.Storage/storageAccounts/blobServices', 'Microsoft.Storage/storageAccounts/blobServices/containers',
  'Microsoft.Storage/storageAccounts/tableServices', 'Microsoft.Web/sites/basicPublishingCredentialsPolicies',
]);

/** Properties that a resource of a type must have, word for word. */
export const hardening = {
  'Microsoft.Insights/components': { 'properties.DisableLocalAuth': 'true' },
  'Microsoft.KeyVault/vaults': { 'properties.enableRbacAuthorization': 'true', 'properties.enablePurgeProtection': 'true', 'properties.softDeleteRetentionInDays': '90' },
  'Microsoft.OperationalInsights/workspaces': { 'properties.features.disableLocalAuth': 'true' },
  'Microsoft.ServiceBus/namespaces': { 'properties.disableLocalAuth': 'true', 'properties.minimumTlsVersion': "'1.2'" },
  'Microsoft.Storage/storageAccounts': {
    'properties.allowSharedKeyAccess': 'false', 'properties.allowBlobPublicAccess': 'false', 'properties.minimumTlsVersion': "'TLS1_2'", 'properties.supportsHttpsTrafficOnly': 'true',
  },
  'Microsoft.Web/sites': {
    'properties.httpsOnly': 'true', 'properties.siteConfig.minTlsVersion': "'1.2'", 'properties.siteConfig.ftpsState': "'Disabled'", 'properties.siteConfig.remoteDebuggingEnabled': 'false',
    'properties.functionAppConfig.runtime.version': "'10.0'",
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { 'properties.allow': 'false' },
};

/** Settings that the Functions host and the platform read, whoever wrote the app. */
export const hostSettings = {
  AzureWebJobsStorage__blobServiceUri: 'the host: leases, timers, keys',
  AzureWebJobsStorage__tableServiceUri: 'the host: why functions did not start',
  AzureWebJobsStorage__credential: 'the host: sign in by identity',
  AzureWebJobsStorage__clientId: 'the host: which identity',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'the host: where telemetry goes',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'the host: telemetry by identity',
};

/** What a trigger's connection is made of where the host signs in by identity. https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection */
export const connectionParts = ['fullyQualifiedNamespace', 'credential', 'clientId'];

/** Settings that the code reads and that are left out on Azure, with the reason. */
export const leftOut = {
  CDI_CONFIG: 'the folder beside the app, its default, is what is deployed',
  ServiceBus: 'a connection string would be a secret; the identity form is set',
  Tables: 'a connection string would be a secret; the identity form is set',
  WEBSITE_AUTH_ENABLED: 'App Service sets it itself where its authentication is on',
};

/** What the code relies on, beside the sessions that its triggers name. */
export const queueNeeds = {
  // A webhook that is sent again becomes the same message id; the window has to outlast the sender's first retries.
  changes: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: { least: 600 } },
  deliveries: { RequiresDuplicateDetection: false },
};

export const everyQueue = {
  // A batch is bounded well inside the lock, which nothing renews. Service Bus takes no more than five minutes.
  LockDuration: { least: 60, most: 300 },
  // A run that is cut off by a deployment counts as a delivery.
  MaxDeliveryCount: { least: 5 },
  DefaultMessageTimeToLive: { least: 7 * 86400 },
  DeadLetteringOnMessageExpiration: true,
};
