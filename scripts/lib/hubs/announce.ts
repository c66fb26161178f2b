import { urlOf } from './addresses.ts'
import type { InstalledHub } from './installation.ts'

interface Running {
  hub(code: string): { readonly installed: InstalledHub }
}

/** Addresses, demo users and how to stop: what a newcomer needs, on one screen a hub. `more` goes into each command. */
export function announcement(
  system: Running,
  hubs: readonly string[],
  { seconds, more }: { seconds: string; more: string },
): string {
  const parts = hubs.map(code => hubText(system.hub(code).installed))
  return `
Amparo runs (ready in ${seconds} s). Everything is fictional: no country is called ${hubs.join(' or ')}, and the agencies are empty.
${parts.join('\n')}
Sign-in asks for a name, a password and a six-digit code:  npm run code -- USER${more}
Stop with Ctrl-C: nothing is lost, and the next npm start goes on. To begin anew: npm start --${more} --reset
`
}

const hubText = (hub: InstalledHub): string => `
${hub.hub}  ${urlOf(hub, 'portal')}     API: ${urlOf(hub, 'referral')}/docs and beside it
${hub.users.map(userLine).join('\n')}`

export const userLine = ({ username, password, roles }: InstalledHub['users'][number]): string =>
  `    ${username.padEnd(48)} ${password}   ${roles.join(', ')}`
