/** A user of the server and what it may do, as `permissionsOf` in the contracts has it for a service. */
export interface NatsUser {
  name: string
  /** Public: the server never sees the private one. */
  nkey: string
  /** Empty: nothing. */
  publish: readonly string[]
  /** Its own inbox is added. */
  subscribe: readonly string[]
  /** Out of the account that is its own. Without any, it has nothing there but itself. */
  ways?: readonly NatsWay[]
  /** May answer each request it receives, once, within 30 s. */
  allowResponses?: boolean
}

/** Each user's publications under `as` arrive as `subject` in the account of the user (or in the account of the streams) `to`. */
export interface NatsWay {
  to: string
  subject: string
  as: string
  answers: 'one' | 'many'
}
