import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  // Whoever has both databases in hand could cut the journal and what is remembered of it.
  'journal.remembered_in_databases_alone': { level: 'warn', fields: [] },
  'documents.without_bubblewrap': { level: 'warn', fields: [] },
  // After a minute without them nobody opens anything.
  'sign-ins.not-heard': { level: 'warn', fields: [] },
  'subject.registered': ['agencyId', 'correlationId'],
  'view.opened': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'contents.given-out': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'file.kept-sealed': ['deliveryId', 'referralId', 'fromHub'],
  'view.denied': ['referralId', 'agencyId', 'userId', 'code', 'correlationId'],
  // Somebody has to look: a text could not be made safe.
  'narrative.withheld': { level: 'error', fields: ['referralId', 'correlationId'] },
  'package.built': ['packageId', 'referralId', 'toHub', 'correlationId'],
  'package.not-built': ['referralId', 'toHub', 'code', 'correlationId'],
  'package.taken-in': ['packageId', 'referralId', 'fromHub', 'correlationId'],
  'package.refused': { level: 'warn', fields: ['packageId', 'referralId', 'fromHub', 'code', 'correlationId'] },
  'message.written': ['messageId', 'referralId', 'agencyId', 'correlationId'],
  'message.taken-in': ['messageId', 'referralId', 'fromHub', 'correlationId'],
  'message.refused': { level: 'warn', fields: ['messageId', 'referralId', 'fromHub', 'code', 'correlationId'] },
  'messages.read': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'reports.read': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  // Somebody has to look: a text could not be made safe.
  'message.withheld': { level: 'error', fields: ['messageId', 'referralId', 'correlationId'] },
  'request.text-written': ['requestId', 'agencyId', 'correlationId'],
  'request.texts-read': ['requestId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'request.document-made': ['requestId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'request.letter-written': ['requestId', 'agencyId', 'correlationId'],
  'request.texts-sent-again': ['requestId', 'agencyId', 'correlationId'],
  'request.letters-read': ['requestId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'request.file-begun': ['requestId', 'agencyId', 'correlationId'],
  'request.texts-destroyed': ['requestId', 'agencyId'],
  // Somebody has to look: the request has gone without what it says.
  'request.not-sealed': { level: 'error', fields: ['requestId', 'code'] },
  'redaction.opened': ['redactionId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'redaction.reviewed': ['redactionId', 'agencyId', 'userId', 'correlationId'],
  'redaction.confirmed': ['redactionId', 'agencyId', 'userId', 'correlationId'],
  'assessment.recorded': ['referralId', 'agencyId', 'correlationId'],
  'statement.recorded': ['referralId', 'agencyId', 'correlationId'],
  'consent-sheet.kept': ['agencyId', 'correlationId'],
  'file.begun': ['agencyId', 'correlationId'],
  'file.kept': ['fileId', 'agencyId'],
  'file.handed-over': ['fileId', 'referralId', 'agencyId', 'correlationId'],
  'file.handed-within': ['fileId', 'deliveryId', 'referralId'],
  'file.sealed': ['fileId', 'referralId', 'toHub'],
  'file.settled': ['deliveryId', 'code'],
  // What they rested on was taken back before they were there.
  'file.stopped': ['count'],
  'file.announced': ['deliveryId', 'referralId', 'fromHub', 'correlationId'],
  'file.taken-in': ['fileId', 'deliveryId', 'referralId', 'fromHub'],
  // Somebody sends what cannot be believed, or what was not meant for us.
  'file.not-taken-in': { level: 'warn', fields: ['deliveryId', 'referralId', 'fromHub', 'code'] },
  'file.scanned': ['fileId', 'agencyId'],
  // Somebody has to look.
  'file.infected': { level: 'error', fields: ['fileId', 'agencyId', 'code'] },
  'attached.infected': { level: 'error', fields: ['agencyId', 'code'] },
  'file.refused': { level: 'warn', fields: ['fileId', 'agencyId'] },
  // Of people whose records can never be opened again.
  'figures.left-out': { level: 'warn', fields: ['count'] },
  'public.released': ['agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'record.completed': ['referralId', 'agencyId', 'correlationId'],
  // Before anybody was referred.
  'record.corrected': ['agencyId', 'correlationId'],
  'erasure.requested': ['erasureId', 'state', 'correlationId'],
  'erasure.executed': ['erasureId', 'recalls'],
  'erasure.failed': { level: 'error', fields: ['erasureId'] },
  // A backup was restored: what it brought back of people who were erased is gone again.
  'erasure.repeated': { level: 'warn', fields: ['subjects'] },
  // An older database of keys was put in place: what it brought back of people who were erased is gone again.
  'keys.erased-again': { level: 'warn', fields: ['count'] },
  'recall.sent': ['referralId', 'toHub'],
  // Somebody has to ask the other hub.
  'recall.not-sent': { level: 'error', fields: ['referralId', 'toHub', 'tries'] },
  'recall.settled': ['referralId', 'toHub', 'outcome'],
  'recall.taken': ['referralId', 'fromHub', 'correlationId'],
  'keys.wrapped-anew': ['keyId', 'done'],
  // Somebody has to look: bytes that were changed, or are another's, or a key-encryption key that is away.
  'keys.unreadable': { level: 'error', fields: ['count'] },
  // Somebody has to look: of so many the key is not there, though nobody erased them. The database of keys is older than the vault.
  'keys.lost': { level: 'error', fields: ['subjects', 'requests', 'versions', 'sets'] },
  'keys.destroyed': ['keyId'],
  'keys.not-destroyed': { level: 'warn', fields: ['keyId'] },
  'key.destroyed': ['agencyId', 'fingerprint'],
  'seal-subkey.drawn': ['fingerprint'],
  // Forms were sealed to it, and nobody opens them.
  'seal-subkey.lost': { level: 'error', fields: ['fingerprint'] },
  'seal-subkey.destroyed': ['fingerprint'],
  'upkeep.failed': { level: 'error', fields: ['name'] },
  // Of all kinds: people, code names, files. Left until their key-encryption key is back.
  'index.rebuilt': ['done', 'failed', 'left'],
  'people.searched': ['searchId', 'agencyId', 'userId', 'correlationId'],
  'reidentification.requested': ['requestId', 'agencyId', 'userId', 'code', 'correlationId'],
  'reidentification.confirmed': ['requestId', 'agencyId', 'userId', 'correlationId'],
  'reidentification.opened': ['requestId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'records.link-requested': ['requestId', 'linkId', 'agencyId', 'userId', 'code', 'correlationId'],
  'records.linked': ['linkId', 'agencyId', 'userId', 'correlationId'],
  'records.unlinked': ['linkId', 'agencyId', 'userId', 'correlationId'],
  // Somebody has to look, each time.
  'glass.broken': {
    level: 'error',
    fields: ['glassId', 'referralId', 'agencyId', 'userId', 'code', 'correlationId'],
  },
  'match.asked': ['questionId', 'toHub', 'agencyId', 'userId', 'code', 'correlationId'],
  'match.taken': ['questionId', 'fromHub', 'correlationId'],
  // Somebody sends what cannot be believed, or the same again.
  'match.refused': { level: 'warn', fields: ['fromHub', 'code', 'correlationId'] },
  'match.answered': ['questionId', 'fromHub', 'code'],
  'match.not-answered': { level: 'warn', fields: ['questionId', 'fromHub'] },
  'match.settled': ['questionId', 'toHub', 'code'],
  'match.not-delivered': { level: 'warn', fields: ['questionId', 'code'] },
  'match.unanswered': { level: 'warn', fields: ['questionId'] },
  'package.destroyed': ['packageId', 'fromHub', 'correlationId'],
})
