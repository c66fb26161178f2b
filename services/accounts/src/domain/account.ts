/** Since 1970, as the provider counts. */
export const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

/** Somebody who may sign in. Agency and roles come from here, never from a request. */
export interface Account {
  readonly id: string
  readonly agencyId: string
  readonly agencyType: string
  readonly roles: readonly string[]
}

export interface SignedIn extends Account {
  readonly signedInAt: number
}
