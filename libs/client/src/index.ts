export type * from './api/consent-form.ts'
export type * from './api/evidence-types.ts'
export type * from './api/own-record.ts'
export { createApi, type Fetch, type ServiceUrls } from './api/request.ts'
export type * from './api/request-texts.ts'
export type * from './api/types.ts'
export { type Checkpoint, readCheckpoint, verifierKeyOf } from './audit/checkpoint.ts'
export { leafHash, verifyInclusion } from './audit/inclusion.ts'
export { joinDelivery } from './audit/join-delivery.ts'
export { type ProofView, type ProvenPart, type VerifiedProof, verifyProof } from './audit/proof.ts'
export { type WhatLeft, whatLeft } from './audit/what-left.ts'
export type { Auditing, CourtProof } from './auditing.ts'
export { isAway, WAITS_MS } from './away.ts'
export type { Bases, DueBasisView, DueOf, HowNarrowed, Narrowing } from './bases.ts'
export type { Books, EdgeRefusal, Reconciliation } from './books.ts'
export { type Client, type ClientOptions, createClient } from './client.ts'
export type { ConsentSheets } from './consent-sheets.ts'
export type { Custody } from './custody.ts'
export type { DailyWork, DeadlineQuery } from './daily-work.ts'
export type { Decisions } from './decisions.ts'
export { dpopProof } from './dpop.ts'
export type { Emergencies } from './emergencies.ts'
export { type EvidenceItem, type EvidenceTrust, type VerifiedEvidence, verifyEvidence } from './evidence.ts'
export type { EvidenceRequests } from './evidence-requests.ts'
export { fetchFile } from './files/fetch-file.ts'
export { type FolderBytes, fetchFolder, type GoOn, inBlob } from './files/fetch-folder.ts'
export { importFileSecret, type WebCipher, webCipher } from './files/web-cipher.ts'
export { chunkHashesOf, webHasher } from './files/web-hashes.ts'
export type { FileContents, Files, UploadPlace } from './files.ts'
export type { Finding } from './finding.ts'
export {
  type ClientKeys,
  clientKeysOf,
  createKeyPair,
  createProofKey,
  type ProofKey,
  proofKeyThumbprint,
} from './keys.ts'
export { createLinkPage, type LinkAnswer, type LinkPage } from './link-page.ts'
export type { Matching } from './matching.ts'
export type { NewsOptions } from './news.ts'
export type { Notices } from './notices.ts'
export {
  type AuthorizationRequest,
  beginAuthorization,
  codeIn,
  type PendingAuthorization,
} from './oidc/authorization.ts'
export { discover, type Provider } from './oidc/discovery.ts'
export { exchangeCode, refreshTokens, type TokenClient } from './oidc/exchange.ts'
export { SignInError } from './oidc/sign-in-error.ts'
export { createTokenSession, type TokenSession } from './oidc/token-session.ts'
export type { Tokens } from './oidc/tokens.ts'
export type { ListedOneCase, NewOneCase, OneCases, OneCaseView, WaitingCase } from './one-cases.ts'
export { openSealedMessages, openSealedView, viewRequest } from './open-view.ts'
export { createSheetPage, type OwnRecords, type SheetPage } from './own-record.ts'
export { inLanguage, own } from './own-refusals.ts'
export { ProblemError } from './problem.ts'
export type { PublicReleases } from './public-releases.ts'
export type { Receipts } from './receipts.ts'
export type { ListQuery, Referrals } from './referrals.ts'
export type { RequestTexts } from './request-texts.ts'
export type { Reviews } from './reviews.ts'
export { checkSubject, sealSubject } from './seal-subject.ts'
export { type SealedForms, sealFor } from './sealed-forms.ts'
export type { Session } from './session.ts'
export { sha256Hex } from './sha256.ts'
export { trustedCertificate } from './trusted-certificate.ts'
export type {
  HolderView,
  HowTaken,
  RecallAnswer,
  RecallView,
  WaitingWithdrawal,
  Withdrawals,
  WithdrawalView,
} from './withdrawals.ts'
