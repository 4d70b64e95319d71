// The page to look at first.
@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Workspace with the logs.')
param workspaceId string

resource health 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'cdi-health')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'ServerlessCdi health'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}
