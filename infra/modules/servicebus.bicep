// The broker. Names and properties of the queues stand in infra/queues.json, which the embedded broker reads as well.
@description('Name of the namespace.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Premium instead of Standard: needed for private endpoints, and for messages over 256 KB, which the app never sends.')
param premium bool

@description('False: reachable through private endpoints only.')
param publicAccess bool

@description('Object id of the app\'s identity.')
param principalId string

@description('Workspace for the diagnostics.')
param workspaceId string

@description('Refuse deletion.')
param lock bool

var roles = loadJsonContent('../roles.json')
var queues = loadJsonContent('../queues.json').UserConfig.Namespaces[0].Queues

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: premium ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
  }
}

// Sessions and duplicate detection cannot be changed later: a queue that needs another value is made anew, under another name.
resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for item in queues: {
    parent: namespace
    name: item.Name
    properties: {
      lockDuration: item.Properties.LockDuration
      maxDeliveryCount: item.Properties.MaxDeliveryCount
      requiresSession: item.Properties.RequiresSession
      requiresDuplicateDetection: item.Properties.RequiresDuplicateDetection
      duplicateDetectionHistoryTimeWindow: item.Properties.?DuplicateDetectionHistoryTimeWindow ?? 'PT10M'
      defaultMessageTimeToLive: item.Properties.DefaultMessageTimeToLive
      deadLetteringOnMessageExpiration: item.Properties.DeadLetteringOnMessageExpiration
      maxSizeInMegabytes: 5120
      enableBatchedOperations: true
    }
  }
]

// Owner, and on the two queues only: Sender and Receiver do not hold Manage, without which neither the scale controller nor
// /api/health can read how many messages wait. With Receiver alone the host falls back to scaling by the age of the first message.
// On the namespace the same role could change its network rules and its keys, so it is not given there.
resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (item, i) in queues: {
    name: guid(queue[i].id, principalId, roles.serviceBusDataOwner)
    scope: queue[i]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: namespace
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds acknowledged changes that are not worked in yet.'
  }
}

@description('Resource id.')
output id string = namespace.id

@description('Name.')
output name string = namespace.name
