const MOST = 100

/** Names of logs and witnesses have slashes, and no code has: `<name, with colons in their place>:<size>`, and how many more there were. */
export const rewrittenCode = (name: string, size: number, more?: number): string =>
  [name.replaceAll(/[^\w.-]/g, ':').slice(0, MOST), size, ...(more === undefined ? [] : [more])].join(':')
