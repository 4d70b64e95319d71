// The one identity of the app. User-assigned, so that its rights exist before the app first starts and outlive the app.
@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('Client id, which settings name.')
output clientId string = identity.properties.clientId

@description('Object id, which gets roles.')
output principalId string = identity.properties.principalId
