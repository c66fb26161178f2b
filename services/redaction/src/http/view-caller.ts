import type { Caller } from '@amparo/http'

/** Who asks for a sealed view: what a decision and the log need of them, and the token that is handed on. */
export const viewCaller = ({ user, agency, acr, authTime, jkt, token }: Caller) => ({
  ...{ user, agency, acr, authTime, jkt, token },
})
