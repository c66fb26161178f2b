/** Somebody who may sign in. Agency and roles come from here, never from a request. */
export interface Account {
  readonly id: string
  readonly agencyId: string
  readonly agencyType: string
  readonly roles: readonly string[]
}
