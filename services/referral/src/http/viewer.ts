import type { Caller } from '@amparo/http'
import type { Asker } from '../domain/access.ts'

/** Whose work is asked for. */
export const userOf = (asked: string, { user }: Pick<Caller, 'user'>): string => (asked === 'me' ? user : asked)

export function inHandsOf(
  asked: string | undefined,
  caller: Pick<Caller, 'user'>,
): 'none' | { readonly userId: string } | undefined {
  if (asked === undefined) return undefined
  return asked === 'none' ? asked : { userId: userOf(asked, caller) }
}

export const viewerOf = ({ hub, agency, scopes }: Caller): Asker => ({ hub, agencyId: agency, scopes })
