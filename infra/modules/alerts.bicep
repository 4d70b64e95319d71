// What somebody must be told of. What to do then stands in docs/deploy.md, by the name that the alert carries here.
@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Workspace with the logs.')
param workspaceId string

@description('Who is told.')
param actionGroupId string

@description('The Service Bus namespace.')
param serviceBusId string

@description('The vault.')
param vaultId string

@description('Minutes without a break for which messages may wait.')
param backlogMinutes int

@description('Waiting messages that are no backlog.')
param backlogMessages int

@description('Percent of runs that may fail.')
param failurePercent int

@description('Hours without an accepted webhook; 0 for never.')
param silentHours int

// Runs are requests under the name of their function. A test holds these names to the code.
var functionNames = {
  intake: ['Hook', 'Track']
  work: ['ProcessChanges', 'Deliver']
  timers: ['SweepDeliveries', 'SweepReviews']
}
var intake = '"${join(functionNames.intake, '","')}"'
var work = '"${join(functionNames.work, '","')}"'
var counted = '${intake},${work},"${join(functionNames.timers, '","')}"'

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'cdi-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message was dead-lettered: it could not be read, or passed its delivery count. cdi queues shows it.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

// Service Bus has no metric for the age of the oldest message. A queue whose least depth within the window is above the threshold
// has not run empty for that long, so its oldest message waits about that long, or longer.
resource backlog 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'cdi-backlog-age'
  location: 'global'
  tags: tags
  properties: {
    description: 'A queue has not run empty for ${backlogMinutes} minutes: more comes in than is worked off.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: backlogMinutes == 60 ? 'PT1H' : 'PT${backlogMinutes}M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'backlog'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: backlogMessages
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

resource throttling 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'cdi-throttling'
  location: 'global'
  tags: tags
  properties: {
    description: 'Service Bus refuses requests because they are too many.'
    severity: 3
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttling'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ThrottledRequests'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

// 401 is no denial: a client's first call goes out without a token, and learns from the answer where to get one.
resource vaultDenied 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'cdi-vault-denied'
  location: 'global'
  tags: tags
  properties: {
    description: 'The vault refuses (403) or throttles (429). Until it answers, secrets that were read keep serving; others refuse.'
    severity: 1
    enabled: true
    scopes: [vaultId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'denied'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          metricName: 'ServiceApiResult'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['403', '429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

resource failures 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'cdi-failure-rate'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'cdi-failure-rate'
    description: 'More than ${failurePercent} percent of the runs failed. Refused webhooks (4xx) do not count: that is the app at work.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'AppRequests | where Name in (${counted}) | summarize Runs = count(), Failed = countif(Success == false and ResultCode !startswith "4") | where Runs >= 20 | project Percent = 100.0 * Failed / Runs'
          metricMeasureColumn: 'Percent'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: failurePercent
        }
      ]
    }
    // AppRequests does not exist before the app has first run.
    skipQueryValidation: true
    autoMitigate: true
    actions: { actionGroups: [actionGroupId] }
  }
}

resource stalled 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'cdi-freshness'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'cdi-freshness'
    description: 'Webhooks were accepted, and for a quarter of an hour no change was worked: profiles grow old.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'AppRequests | summarize Accepted = countif(Name in (${intake}) and Success == true), Worked = countif(Name in (${work}) and Success == true) | project Stalled = iff(Accepted > 0 and Worked == 0, 1, 0)'
          metricMeasureColumn: 'Stalled'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    skipQueryValidation: true
    autoMitigate: true
    actions: { actionGroups: [actionGroupId] }
  }
}

resource silent 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (silentHours > 0) {
  name: 'cdi-silent-sources'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'cdi-silent-sources'
    description: 'No webhook was accepted for ${silentHours} hours: senders have given up, or their secrets are wrong.'
    severity: 3
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: silentHours == 48 ? 'P2D' : silentHours == 24 ? 'P1D' : 'PT${silentHours}H'
    criteria: {
      allOf: [
        {
          query: 'AppRequests | where Name in (${intake}) and Success == true | summarize Accepted = count()'
          metricMeasureColumn: 'Accepted'
          timeAggregation: 'Total'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    skipQueryValidation: true
    // Once a quarter of a day, until somebody comes.
    autoMitigate: false
    muteActionsDuration: 'PT6H'
    actions: { actionGroups: [actionGroupId] }
  }
}
