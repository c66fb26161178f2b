import type { Actor } from '@amparo/contracts'

/** How whoever did what an event tells had signed in, by which scope and as what they did it. Nothing, of events of before that was told. */
export const enteredBy = (actor: Actor | undefined) =>
  actor && { authentication: actor.acr, scope: actor.scope, roles: actor.roles }
