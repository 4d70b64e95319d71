// The function app on a Flex Consumption plan. Nothing that the app is given is a secret: every service knows it by its identity.
@description('Name of the plan.')
param planName string

@description('Name of the app, which is also its host name.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param identityClientId string

@description('Name of the Application Insights component.')
param insightsName string

@description('Workspace for the diagnostics.')
param workspaceId string

@description('Name of the host\'s storage account.')
param hostStorageName string

@description('Container of the deployed package.')
param packageContainer string

@description('Name of the profiles\' storage account.')
param profileStorageName string

@description('Letters and digits before the name of every table.')
param tablePrefix string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the vault.')
param vaultName string

@description('Subnet of the app; empty for none.')
param subnetId string

@description('Memory of an instance.')
param instanceMemoryMB int

@description('The most instances.')
param maximumInstanceCount int

@description('Requests that one instance takes at a time.')
param httpConcurrency int

@description('Instances of the HTTP group that are always warm.')
param alwaysReadyHttp int

@description('Instances of single functions that are always warm: [{ function, instances }].')
param alwaysReadyFunctions array

@description('Spread over availability zones.')
param zoneRedundant bool

@description('Id of the Front Door profile that alone may call; empty for none.')
param frontDoorId string

@description('Address ranges that may call; empty for everyone.')
param allowedSources array

@description('Address ranges that may deploy; empty for everyone.')
param deploymentSources array

@description('Log the host\'s own lines in the workspace.')
param hostLogs bool

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostStorageName
}

resource profileStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: profileStorageName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

// A test holds these names to what the code, its triggers and the host read: no more and no less.
var settings = {
  AzureWebJobsStorage__blobServiceUri: hostStorage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__tableServiceUri: hostStorage.properties.primaryEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  ServiceBus__fullyQualifiedNamespace: split(replace(serviceBus.properties.serviceBusEndpoint, 'https://', ''), ':')[0]
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
  Tables__serviceUri: profileStorage.properties.primaryEndpoints.table
  Tables__clientId: identityClientId
  Tables__prefix: tablePrefix
  KeyVault__vaultUri: vault.properties.vaultUri
  KeyVault__clientId: identityClientId
}

var fromFrontDoor = empty(frontDoorId)
  ? []
  : [
      {
        name: 'front-door'
        priority: 100
        action: 'Allow'
        tag: 'ServiceTag'
        ipAddress: 'AzureFrontDoor.Backend'
        headers: { 'x-azure-fdid': [frontDoorId] }
      }
    ]

var fromSources = map(range(0, length(allowedSources)), i => {
  name: 'source-${i}'
  priority: 200 + i
  action: 'Allow'
  tag: 'Default'
  ipAddress: allowedSources[i]
})

var fromDeployers = map(range(0, length(deploymentSources)), i => {
  name: 'deployer-${i}'
  priority: 100 + i
  action: 'Allow'
  tag: 'Default'
  ipAddress: deploymentSources[i]
})

// HTTP functions scale as one group; every other function gets instances of its own, by the messages that wait for it
// divided by what host.json lets one instance take: maxMessageBatchSize for changes, maxConcurrentSessions for deliveries.
var warmHttp = alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
var warmFunctions = map(alwaysReadyFunctions, item => { name: 'function:${item.function}', instanceCount: item.instances })

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // Webhooks come from the internet, with a private network too.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: concat(warmHttp, warmFunctions)
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ftpsState: 'Disabled'
      remoteDebuggingEnabled: false
      appSettings: [for setting in items(settings): { name: setting.key, value: setting.value }]
      ipSecurityRestrictions: concat(fromFrontDoor, fromSources)
      ipSecurityRestrictionsDefaultAction: empty(frontDoorId) && empty(allowedSources) ? 'Allow' : 'Deny'
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictions: fromDeployers
      scmIpSecurityRestrictionsDefaultAction: empty(deploymentSources) ? 'Allow' : 'Deny'
    }
  }
}

// Deployment by token only: no publishing password exists.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: hostLogs }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Address of the app.')
output url string = 'https://${app.properties.defaultHostName}'
