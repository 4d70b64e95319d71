// Vendors' secrets, and the two secrets of the store: the pepper of its hashes and the key that wraps every person's key.
// Losing them is losing every profile, hence purge protection, ninety days and the lock.
@description('Name of the vault.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('False: reachable through private endpoints only.')
param publicAccess bool

@description('Object id of the app\'s identity.')
param principalId string

@description('Object id of the Entra group that keeps vendors\' secrets; empty for none.')
param administratorGroupId string

@description('A role of our own for adding versions of secrets, instead of Key Vault Secrets Officer.')
param customRole bool

@description('Workspace for the diagnostics.')
param workspaceId string

@description('Refuse deletion.')
param lock bool

var roles = loadJsonContent('../roles.json')

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
    }
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

// The app makes its own two secrets when it first starts, and keeps those that vendors hand over.
resource adding 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (customRole) {
  name: guid(resourceGroup().id, 'cdi-adds-secrets')
  properties: {
    roleName: 'ServerlessCdi adds secrets (${resourceGroup().name})'
    description: 'Adds versions of secrets. Reads, deletes and purges nothing.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: ['Microsoft.KeyVault/vaults/secrets/setSecret/action']
        notDataActions: []
      }
    ]
  }
}

resource adder 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (customRole) {
  name: guid(vault.id, principalId, 'cdi-adds-secrets')
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: adding.id
  }
}

resource officer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!customRole) {
  name: guid(vault.id, principalId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

resource administrators 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorGroupId)) {
  name: guid(vault.id, administratorGroupId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: administratorGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Without these secrets no profile can be read.'
  }
}

@description('Resource id.')
output id string = vault.id

@description('Name.')
output name string = vault.name
