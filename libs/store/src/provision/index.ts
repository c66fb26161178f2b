export { KEYS_SCHEMA, loginRoles, type ProvisionedUrls, type ProvisionOptions, provisionDatabase } from './database.ts'
export { type MigrateOptions, migrate } from './migrate.ts'
