// Private endpoints and the names that lead to them.
@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Network in which the names hold.')
param vnetId string

@description('Subnet of the endpoints.')
param subnetId string

@description('The host\'s storage account.')
param hostStorageId string

@description('The profiles\' storage account.')
param profileStorageId string

@description('The Service Bus namespace.')
param serviceBusId string

@description('The vault.')
param vaultId string

var zones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  'privatelink.servicebus.windows.net'
  'privatelink.vaultcore.azure.net'
]

var endpoints = [
  { name: 'host-blob', target: hostStorageId, group: 'blob', zone: 0 }
  { name: 'host-table', target: hostStorageId, group: 'table', zone: 1 }
  { name: 'profile-table', target: profileStorageId, group: 'table', zone: 1 }
  { name: 'servicebus', target: serviceBusId, group: 'namespace', zone: 2 }
  { name: 'vault', target: vaultId, group: 'vault', zone: 3 }
]

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for name in zones: {
    name: name
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (name, i) in zones: {
    parent: zone[i]
    name: 'to-vnet'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: vnetId }
    }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = [
  for item in endpoints: {
    name: 'pe-cdi-${item.name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: item.name
          properties: {
            privateLinkServiceId: item.target
            groupIds: [item.group]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [
  for (item, i) in endpoints: {
    parent: endpoint[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: item.group
          properties: { privateDnsZoneId: zone[item.zone].id }
        }
      ]
    }
    dependsOn: [link]
  }
]
