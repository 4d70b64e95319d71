// A network of its own for the private installation.
@description('Name of the virtual network.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Address space, at least a /25.')
param addressPrefix string

@description('Send outgoing calls through a NAT gateway with one address.')
param fixedOutboundAddress bool

@description('Workspace for the diagnostics.')
param workspaceId string

// No rules of its own: the default ones let nothing in from outside, and the app calls vendors that have any address.
resource appGroup 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-app'
  location: location
  tags: tags
  properties: { securityRules: [] }
}

resource endpointGroup 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'allow-app'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: cidrSubnet(addressPrefix, 26, 0)
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          // Service Bus speaks AMQP over TLS on 5671.
          destinationPortRanges: ['443', '5671']
        }
      }
      {
        name: 'deny-all'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource outbound 'Microsoft.Network/publicIPAddresses@2025-01-01' = if (fixedOutboundAddress) {
  name: 'pip-${name}-outbound'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/natGateways@2025-01-01' = if (fixedOutboundAddress) {
  name: 'ng-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIpAddresses: [{ id: outbound.id }] }
}

resource vnet 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          networkSecurityGroup: { id: appGroup.id }
          natGateway: fixedOutboundAddress ? { id: gateway.id } : null
          // Flex Consumption takes this delegation, unlike other plans.
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          networkSecurityGroup: { id: endpointGroup.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }
}

resource vnetDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vnet
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource appGroupDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: appGroup
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

resource endpointGroupDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: endpointGroup
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

resource outboundDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (fixedOutboundAddress) {
  name: 'to-workspace'
  scope: outbound
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the network.')
output vnetId string = vnet.id

@description('Resource id of the app\'s subnet.')
output appSubnetId string = '${vnet.id}/subnets/app'

@description('Resource id of the private endpoints\' subnet.')
output endpointSubnetId string = '${vnet.id}/subnets/endpoints'

@description('The address that destinations see, or empty.')
output outboundAddress string = fixedOutboundAddress ? (outbound.?properties.ipAddress ?? '') : ''
