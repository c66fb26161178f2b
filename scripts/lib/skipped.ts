/** Where tests were skipped, and why. */
export interface Skipped {
  /** Path of the test file. */
  readonly file: string
  readonly count: number
}

interface Missing {
  readonly name: string
  readonly programs: readonly string[]
}

const MACHINE = 'this machine or user may not do what they need (mounts, namespaces, being root)'

/**
 * Why tests of a file were skipped: for want of what it asks for by name before they run, whichever of it is missing here; else for what
 * cannot be installed.
 */
export function whySkipped(text: string, missing: readonly Missing[]): string {
  const asked = ({ name, programs }: Missing) =>
    programs.some(program => text.includes(`'${program}'`)) || HELPERS[name]?.test(text) === true
  const names = missing.filter(asked).map(({ name }) => name)
  return names.length === 0 ? MACHINE : `no ${names.join(', no ')} here`
}

/** By which tests ask for what they do not name themselves. */
const HELPERS: Readonly<Record<string, RegExp>> = {
  chromium: /\bnoBrowser\b/,
  clamd: /\bhasClamd\b/,
  gpg: /\bhasGpg\b/,
  softhsm2: /\bhasSoftHsm\b/,
}
