// For real traffic over public endpoints that know no keys: one warm instance for webhooks, three copies of the data in three zones.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param tags = { environment: 'production' }
param alwaysReadyHttp = 1
param zoneRedundant = true
param storageSku = 'Standard_ZRS'
param maximumInstanceCount = 100
param logRetentionDays = 90
param monthlyBudget = 500
param administratorGroupId = readEnvironmentVariable('CDI_ADMINISTRATORS', '')
param alertEmails = [readEnvironmentVariable('CDI_ALERT_EMAIL', 'operations@example.com')]
