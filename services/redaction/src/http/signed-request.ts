import { z } from 'zod'

/** What a reader signs, checked when it is opened. `about`: what stands in it as `referralId`. */
export const signedRequest = (about = 'the id of the referral') =>
  z
    .string()
    .min(1)
    .max(32_768)
    .describe(
      `Compact JWS by the key of the token, made for this route, once; libs/client/README.md says what stands inside. Its \`referralId\` is ${about}`,
    )

export const THE_PERSON = "the agency's own reference to the person"
export const THE_REQUEST = 'the id of the request for evidence'
