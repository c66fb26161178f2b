import { thumbprintOf } from '@amparo/crypto'
import type { OwnKeys } from '@amparo/messaging'
import type { IssuerKeys } from '../provider/issuer-keys.ts'

/**
 * The log has every key by which a token of this hub is believed, and with which of them tokens are signed: whoever slips one into the file can
 * sign in as anybody. By their thumbprints (RFC 7638), before anybody is answered.
 */
export const tellIssuerKeys =
  (keys: OwnKeys) =>
  async ({ keys: all }: IssuerKeys): Promise<void> => {
    const thumbprints = await Promise.all(all.map(thumbprintOf))
    const [signing] = thumbprints
    if (signing === undefined) return
    await keys.published('token_issuer', thumbprints)
    await keys.signingWith('token_issuer', signing)
  }
