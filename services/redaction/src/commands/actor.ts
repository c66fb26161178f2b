import { acting } from '@amparo/observability'

/** Who has something of a person leave, as their token said. */
export interface Actor {
  readonly userId: string
  readonly acr: string
  /** By which the hub let them do it. */
  readonly scope: string
  /** Of their posts those that have it. */
  readonly roles: string[]
}

/** Of the request that is being answered. */
export const actorOf = ({ user: userId, acr }: { readonly user: string; readonly acr: string }): Actor => ({
  userId,
  acr,
  scope: acting().scope,
  roles: acting().roles,
})

/** As an entry of the log says it. */
export const enteredBy = ({ userId, acr, scope, roles }: Actor) => ({
  ...{ userId, authentication: acr, scope },
  roles: [...roles],
})
