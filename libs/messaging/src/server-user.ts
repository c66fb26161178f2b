/** A user of the server and what it may do, as `permissionsOf` in the contracts has it for a service. */
export interface NatsUser {
  name: string
  /** Public: the server never sees the private one. */
  nkey: string
  /** Empty: nothing. */
  publish: readonly string[]
  /** Its own inbox is added. */
  subscribe: readonly string[]
  /** May answer each request it receives, once, within 30 s. */
  allowResponses?: boolean
}
