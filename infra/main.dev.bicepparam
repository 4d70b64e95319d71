// The cheapest installation that is whole: nothing warm, one copy of the data in one place, nothing locked.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param storageSku = 'Standard_LRS'
param lockData = false
param dailyLogCapGb = 1
param silentHours = 0
param administratorGroupId = readEnvironmentVariable('CDI_ADMINISTRATORS', '')
param alertEmails = []
