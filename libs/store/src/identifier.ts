/** Names go into statements as they are, so only harmless ones do. */
export function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new TypeError('Not a plain lower-case identifier')
  return name
}
