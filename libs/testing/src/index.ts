export { COMPILED } from './fixture/compiled.ts'
export {
  createDatabase,
  type DatabaseOptions,
  type TestDatabase,
  templateDatabase,
  useDatabase,
} from './fixture/database.ts'
export * from './fixture/hub-database.ts'
export * from './fixture/hub-nats.ts'
export * from './fixture/issuer.ts'
export * from './fixture/nats.ts'
export type { ServerConnection } from './fixture/server-connection.ts'
export { hasSoftHsm, useSoftHsm } from './fixture/soft-hsm.ts'
export { wrapUnbound } from './fixture/unbound-key.ts'
export * from './platform/index.ts'
