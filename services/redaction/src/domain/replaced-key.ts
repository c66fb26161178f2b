interface Listed {
  readonly fingerprint: string
  readonly state: string
  readonly listedAt: Date
}

export interface HeldKey {
  readonly fingerprint: string
  readonly createdAt: Date
}

/**
 * Whether a private key is to be destroyed: at once when it is revoked, since it opens nothing; otherwise so long after
 * another one took its place in the directory. One that was drawn after the one in force is yet to be listed.
 *
 * @param current to which packages go now; undefined: to none, and nothing is destroyed that might be all there is
 */
export function isKeyOver(
  key: HeldKey,
  { listed, current, keepMs }: { listed: readonly Listed[]; current: (Listed & HeldKey) | undefined; keepMs: number },
  now: Date,
): boolean {
  if (current === undefined || key.fingerprint === current.fingerprint) return false
  if (listed.some(({ fingerprint, state }) => fingerprint === key.fingerprint && state === 'revoked')) return true
  return key.createdAt < current.createdAt && current.listedAt.getTime() + keepMs <= now.getTime()
}
