import { thumbprintOf } from '@amparo/crypto'
import type { OwnKeys } from '@amparo/messaging'
import type { IssuerKeys } from '../provider/issuer-keys.ts'

/**
 * The log has every key by which a token of this hub is believed, and with which of them tokens are signed: whoever slips one into the file can
 * sign in as anybody. By their thumbprints (RFC 7638), before anybody is answered.
 */
export const tellIssuerKeys =
  (keys: OwnKeys) =>
  async ({ keys: [first, ...others] }: IssuerKeys): Promise<void> => {
    if (first === undefined) return
    const signing = await thumbprintOf(first)
    await keys.published('token_issuer', [signing, ...(await Promise.all(others.map(thumbprintOf)))])
    await keys.signingWith('token_issuer', signing)
  }
