// Says when the month becomes dearer than it should. A budget stops nothing: the bounds are maximumInstanceCount and dailyLogCapGb.
@description('Monthly amount in the currency of the subscription.')
param amount int

@description('First day of the first month, as yyyy-MM-01.')
param startDate string

@description('Who is told.')
param actionGroupId string

@description('Addresses that are told besides.')
param emails array

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'cdi-monthly'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      actual80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactGroups: [actionGroupId]
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactGroups: [actionGroupId]
      }
    }
  }
}
