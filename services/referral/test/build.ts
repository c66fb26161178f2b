import { type Opening, open, type Party, type Referral } from '../src/domain/referral.ts'

export const SENDER: Party = { hub: 'XA', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001' }
export const RECIPIENT: Party = { hub: 'XA', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0002' }
export const STRANGER: Party = { hub: 'XA', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0003' }
export const AT = new Date('2026-03-04T10:00:00Z')

export const anOpening = (changes: Partial<Opening> = {}): Opening => ({
  id: '01954b6e-0000-7000-8000-000000000001',
  protocol: 'oas-64-standard',
  priority: 'urgent',
  from: SENDER,
  to: RECIPIENT,
  subjectRef: 'share-1',
  purpose: 'shelter',
  services: ['housing'],
  submittedAt: AT,
  acceptBy: new Date('2026-03-07T10:00:00Z'),
  serveBy: new Date('2026-03-07T10:00:00Z'),
  ...changes,
})

export const aReferral = (changes: Partial<Referral> = {}): Referral => ({
  ...open(anOpening(), 'requested').referral,
  ...changes,
})
