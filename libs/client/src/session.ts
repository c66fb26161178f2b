import type { ClientKeys } from './keys.ts'

/** Somebody signed in. In agency software it holds tokens (node.ts); behind the portal the portal holds them. */
export interface Session {
  readonly hub: string
  /** Agency id of the access token. */
  readonly agency: string
  /** `sub` of the access token. */
  readonly user: string
  readonly keys: ClientKeys
  /** Headers that authorise exactly this request. */
  authorize(request: { method: string; url: string }): Promise<Readonly<Record<string, string>>>
}
