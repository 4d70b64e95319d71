// The page to look at first.
@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Workspace with the logs.')
param workspaceId string

@description('The Service Bus namespace, whose queue depths are metrics that no workspace gets.')
param serviceBusId string

resource health 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'cdi-health')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'ServerlessCdi health'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(string(loadJsonContent('../workbook.json')), '__SERVICE_BUS_ID__', serviceBusId)
  }
}
