// As main.prod, with storage, queues and vault behind private endpoints. Service Bus Premium makes up most of its price.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param tags = { environment: 'production' }
param alwaysReadyHttp = 1
param zoneRedundant = true
param storageSku = 'Standard_ZRS'
param maximumInstanceCount = 100
param logRetentionDays = 90
param monthlyBudget = 1500
param privateNetwork = true
param fixedOutboundAddress = true
param administratorGroupId = readEnvironmentVariable('CDI_ADMINISTRATORS', '')
param alertEmails = [readEnvironmentVariable('CDI_ALERT_EMAIL', 'operations@example.com')]
