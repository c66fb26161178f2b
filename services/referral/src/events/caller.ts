import type { Caller, TokenVerifier } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import type { Asker } from '../domain/access.ts'

/** Undefined: the token says nothing. Throws while tokens cannot be checked. */
export const callerOf = (verifier: TokenVerifier, token: string): Promise<Caller | undefined> =>
  verifier.verify(token).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unauthenticated') return undefined
    throw error
  })

export const askerOf = ({ hub, agency, scopes }: Caller): Asker => ({ hub, agencyId: agency, scopes })
