export * from './fixture/database.ts'
export * from './fixture/nats.ts'
export type { ServerConnection } from './fixture/servers.ts'
export * from './platform/index.ts'
