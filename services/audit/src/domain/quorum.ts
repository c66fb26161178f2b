/**
 * How long ago somebody outside saw the log. `late` is a warning at a quarter, half and three quarters of the limit; past it ordinary
 * releases stop.
 */
export type Quorum =
  | { readonly state: 'seen' }
  | { readonly state: 'late'; readonly quarters: number }
  | { readonly state: 'lost' }

export function quorumOf(seenAt: Date, now: Date, limitMs: number): Quorum {
  const quarters = Math.floor(((now.getTime() - seenAt.getTime()) / limitMs) * 4)
  if (quarters >= 4) return { state: 'lost' }
  return quarters >= 1 ? { state: 'late', quarters } : { state: 'seen' }
}

/**
 * By which something of a person goes out. What is only written down goes on: without it there would be less to see, not more. So do a
 * person's own record, and notices, which keep somebody from being sent back.
 */
export const RELEASES: ReadonlySet<string> = new Set([
  'view_opened',
  'package_released',
  'messages_read',
  'consent_sheet_shown',
  'file_shown',
  'contents_given_out',
  'file_handed_over',
  'file_released',
  'request_text_released',
  'request_texts_read',
  'request_document_made',
  'item_used',
  'redaction_opened',
  'public_release',
  'reidentified',
  'link_made',
  'match_asked',
  'match_evaluated',
  'people_searched',
])
/** All by which somebody comes to know of a person: also what goes on while nobody outside sees the log. */
export const DISCLOSES: ReadonlySet<string> = new Set([
  ...RELEASES,
  'message_written',
  'notice_issued',
  'notice_shown',
  'record_shown',
  'record_sheet_made',
  'glass_broken',
])
/** Written down where both agencies are of this hub; to another hub it leaves in a package. */
const LEAVES_IN_PACKAGE = 'message_written'
/** Breaking the glass is an action of its own, and none of those. */
const EMERGENCIES = new Set(['vital_interest', 'child_safeguarding'])

/**
 * What comes of an entry while nobody outside sees the log: an ordinary release has to wait until somebody does again; one in an emergency
 * goes on, counted and told to auditors; anything else is written down as always.
 */
export function unseenCourse(
  action: string,
  basis: string | undefined,
  inPackage = false,
): 'waits' | 'emergency' | 'goes_on' {
  const releases = RELEASES.has(action) || (action === LEAVES_IN_PACKAGE && inPackage)
  if (!releases) return 'goes_on'
  return basis !== undefined && EMERGENCIES.has(basis) ? 'emergency' : 'waits'
}
