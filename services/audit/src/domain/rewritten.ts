const MOST = 100

/** Names of logs and witnesses have slashes, and no code has: `<name, with colons in their place>:<size>`. */
export const rewrittenCode = (name: string, size: number): string =>
  `${name.replaceAll(/[^\w.-]/g, ':').slice(0, MOST)}:${size}`
