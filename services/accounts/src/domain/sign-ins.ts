/** With what somebody signs in, and for whom they act then. */
interface Proving {
  readonly id: string
  readonly agencyId: string
  readonly passwordHash: string
  /** Undefined: it cannot be read any more. */
  readonly totpSecret: string | undefined
}

/**
 * Whose sign-ins are over: they are gone, act for another agency, or prove who they are by another password or second factor. Not who has other
 * roles: each token has those of its moment.
 */
export function whoseSignInsAreOver(before: readonly Proving[], after: readonly Proving[]): string[] {
  const nextOf = new Map(after.map(one => [one.id, one]))
  return before.filter(one => !goesOnAs(one, nextOf.get(one.id))).map(({ id }) => id)
}

const goesOnAs = (one: Proving, next: Proving | undefined): boolean =>
  next?.agencyId === one.agencyId && next.passwordHash === one.passwordHash && next.totpSecret === one.totpSecret
