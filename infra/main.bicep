// The whole system in one resource group. What each part costs and why it is there: docs/deploy.md.
targetScope = 'subscription'

@description('Name of this installation, such as dev or prod: part of every name, and the tag by which azd finds it again.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Azure region of everything that holds data. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string

@description('Tags on every resource, such as cost centre and owner.')
param tags object = {}

@description('Resource group that is made for this installation.')
param resourceGroupName string = 'rg-cdi-${environmentName}'

@description('Memory of an instance, which also decides its processor share: 512 is a quarter core, 2048 one core, 4096 two.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances that the app may scale out to. The bound on cost, and on the load that sources can put on destinations.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Requests that one instance takes at a time before another is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 32

@description('Instances that are always warm for the HTTP group, webhooks above all. 0: the first webhook after idle time waits for a cold start, which some senders take for a failure.')
@minValue(0)
param alwaysReadyHttp int = 0

@description('Instances that are always warm for single functions: [{ function: \'ProcessChanges\', instances: 1 }].')
param alwaysReadyFunctions array = []

@description('Spread app, queues and (with a ZRS storageSku) tables over availability zones. The region must have them.')
param zoneRedundant bool = false

@description('Redundancy of the profiles. ZRS stays in the region; GRS and GZRS copy everything to the paired region, which may be another jurisdiction.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Letters and digits before the name of every table, where several installations share the profiles account. Normally empty.')
@maxLength(20)
param tablePrefix string = ''

@description('Puts storage, queues and vault behind private endpoints in a virtual network of its own, closes their public side, and takes Service Bus Premium, which private endpoints need.')
param privateNetwork bool = false

@description('Addresses of that virtual network. It is cut into a /26 for the app and a /26 for private endpoints.')
param vnetAddressPrefix string = '10.40.0.0/24'

@description('With privateNetwork: send outgoing calls through a NAT gateway, so that destinations can allow one address.')
param fixedOutboundAddress bool = false

@description('Id (GUID) of a Front Door profile in front of the app. When set, only requests that carry it are let in.')
param frontDoorId string = ''

@description('Address ranges (CIDR) that may call the app, such as vendors\' webhook ranges or an API Management gateway. Empty, with no Front Door: everyone may, and signatures alone decide.')
param allowedSources array = []

@description('Address ranges (CIDR) that may deploy. Empty: everyone with the right in Entra; passwords are off in any case.')
param deploymentSources array = []

@description('Object id of the Entra group whose members put vendors\' secrets into the vault. Empty: nobody is given that right here.')
param administratorGroupId string = ''

@description('Gives the app a custom role that may add versions of secrets and nothing else, beside Key Vault Secrets User. False where the deploying principal may not define roles: the app then gets Key Vault Secrets Officer, which may also delete.')
param customVaultRole bool = true

@description('Name of the function with an Event Grid trigger that rotates secrets. Empty: expiring secrets are not announced to the app.')
param rotationFunction string = ''

@description('Addresses that get the alerts.')
param alertEmails array = []

@description('Minutes for which a queue may hold waiting messages without a break before an alert is raised.')
@allowed([5, 15, 30, 60])
param backlogMinutes int = 15

@description('Waiting messages that are no backlog, however long they last.')
@minValue(0)
param backlogMessages int = 100

@description('Percent of function runs that may fail within a quarter of an hour before an alert is raised.')
@minValue(1)
@maxValue(100)
param failurePercent int = 5

@description('Hours without a single accepted webhook before an alert is raised. 0: never.')
@allowed([0, 1, 2, 3, 4, 5, 6, 24, 48])
param silentHours int = 24

@description('Monthly budget of the resource group in the currency of the subscription. 0: none.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the month in which the budget begins. Azure refuses a later deployment that moves it into the past; eng/deploy keeps the first.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of logs a day after which no more are taken in. -1: no limit.')
param dailyLogCapGb int = 5

@description('Categories of the log of table calls. StorageRead and StorageWrite write a line for every call, which costs several times what the calls cost.')
param tableLogs array = ['StorageDelete']

@description('Sends the host\'s own log lines to the workspace besides what Application Insights has of them: some kilobytes for every request. For a host that does not start.')
param hostLogs bool = false

@description('Locks that refuse the deletion of profiles, queues and vault.')
param lockData bool = true

var token = toLower(uniqueString(subscription().id, environmentName, location))
var roles = loadJsonContent('roles.json')
var allTags = union(tags, { application: 'serverless-cdi', 'azd-env-name': environmentName })
var names = {
  identity: 'id-cdi-${environmentName}-${token}'
  workspace: 'log-cdi-${environmentName}-${token}'
  insights: 'appi-cdi-${environmentName}-${token}'
  hostStorage: take('sthost${token}', 24)
  profileStorage: take('stcdi${token}', 24)
  serviceBus: 'sb-cdi-${environmentName}-${token}'
  // 24 characters at most, and of a deleted vault the name stays taken for 90 days.
  vault: take('kv-cdi-${token}', 24)
  network: 'vnet-cdi-${environmentName}'
  plan: 'plan-cdi-${environmentName}'
  app: 'func-cdi-${environmentName}-${token}'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: names.identity, location: location, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    dailyCapGb: dailyLogCapGb
    alertEmails: alertEmails
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: names.network
    location: location
    tags: allTags
    addressPrefix: vnetAddressPrefix
    fixedOutboundAddress: fixedOutboundAddress
    workspaceId: monitoring.outputs.workspaceId
  }
}

// The Functions host's own account: leases, timers, keys, and the deployed package.
module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: names.hostStorage
    location: location
    tags: allTags
    sku: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    container: 'app-package'
    // Owner, not Contributor: the host takes leases and keeps its keys in containers that it makes itself.
    // The table role is for the host's own record of why functions did not start.
    roleIds: [roles.storageBlobDataOwner, roles.storageTableDataContributor]
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: !privateNetwork
    lock: false
    blobLogs: ['StorageDelete']
    tableLogs: ['StorageDelete']
  }
}

// What the system knows about people. Table Data Contributor may also create the tables, which the app does when it starts.
module profileStorage 'modules/storage.bicep' = {
  name: 'profile-storage'
  scope: group
  params: {
    name: names.profileStorage
    location: location
    tags: allTags
    sku: storageSku
    container: ''
    roleIds: [roles.storageTableDataContributor]
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: !privateNetwork
    lock: lockData
    blobLogs: ['StorageRead', 'StorageWrite', 'StorageDelete']
    tableLogs: tableLogs
  }
}

module serviceBus 'modules/servicebus.bicep' = {
  name: 'service-bus'
  scope: group
  params: {
    name: names.serviceBus
    location: location
    tags: allTags
    premium: privateNetwork
    publicAccess: !privateNetwork
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    lock: lockData
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: names.vault
    location: location
    tags: allTags
    publicAccess: !privateNetwork
    principalId: identity.outputs.principalId
    administratorGroupId: administratorGroupId
    customRole: customVaultRole
    workspaceId: monitoring.outputs.workspaceId
    lock: lockData
  }
}

module endpoints 'modules/endpoints.bicep' = if (privateNetwork) {
  name: 'endpoints'
  scope: group
  params: {
    location: location
    tags: allTags
    vnetId: network.?outputs.vnetId ?? ''
    subnetId: network.?outputs.endpointSubnetId ?? ''
    hostStorageId: hostStorage.outputs.id
    profileStorageId: profileStorage.outputs.id
    serviceBusId: serviceBus.outputs.id
    vaultId: vault.outputs.id
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    planName: names.plan
    name: names.app
    location: location
    tags: allTags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    hostStorageName: hostStorage.outputs.name
    packageContainer: 'app-package'
    profileStorageName: profileStorage.outputs.name
    tablePrefix: tablePrefix
    serviceBusName: serviceBus.outputs.name
    vaultName: vault.outputs.name
    subnetId: network.?outputs.appSubnetId ?? ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyFunctions: alwaysReadyFunctions
    zoneRedundant: zoneRedundant
    frontDoorId: frontDoorId
    allowedSources: allowedSources
    deploymentSources: deploymentSources
    hostLogs: hostLogs
  }
  // With the public side closed, the app could not start before its endpoints answer.
  dependsOn: [endpoints]
}

module rotation 'modules/rotation-events.bicep' = if (!empty(rotationFunction)) {
  name: 'rotation-events'
  scope: group
  params: {
    vaultName: vault.outputs.name
    location: location
    tags: allTags
    appName: app.outputs.name
    functionName: rotationFunction
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
    serviceBusId: serviceBus.outputs.id
    vaultId: vault.outputs.id
    backlogMinutes: backlogMinutes
    backlogMessages: backlogMessages
    failurePercent: failurePercent
    silentHours: silentHours
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  scope: group
  params: {
    amount: monthlyBudget
    startDate: budgetStart
    actionGroupId: monitoring.outputs.actionGroupId
    emails: alertEmails
  }
}

@description('The resource group, for the scripts that deploy and check.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app, for the scripts that deploy and check.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Address of the app; a vendor is given it with /hooks/{source}.')
output CDI_URL string = app.outputs.url

@description('The vault in which vendors\' secrets are put.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('Address that destinations see with fixedOutboundAddress, else empty.')
output OUTBOUND_ADDRESS string = network.?outputs.outboundAddress ?? ''
