export {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf'
export { type Timestamp, timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt'
export * from './codes.ts'
export * from './consent-form.ts'
export * from './define.ts'
export * from './denials.ts'
export * from './directory-statement.ts'
export * from './events.ts'
export * from './gen/amparo/audit/v1/audit_pb.ts'
export * from './gen/amparo/common/v1/common_pb.ts'
export * from './gen/amparo/common/v1/messaging_pb.ts'
export * from './gen/amparo/consent/v1/consent_pb.ts'
export * from './gen/amparo/directory/v1/directory_pb.ts'
export * from './gen/amparo/exchange/v1/exchange_pb.ts'
export * from './gen/amparo/redaction/v1/redaction_pb.ts'
export * from './gen/amparo/referral/v1/referral_pb.ts'
export * from './id-bytes.ts'
export * from './naming-fields.ts'
export * from './paper-number.ts'
export * from './permissions.ts'
export * from './questions.ts'
export * from './reference/code-list.ts'
export * from './reference/ctdc.ts'
export * from './reference/htcds.ts'
export * from './reference/iso-639.ts'
export * from './reference/iso-3166.ts'
export * from './reference/niem.ts'
export * from './scopes.ts'
export * from './services.ts'
export * from './subject.ts'
export * from './subjects.ts'
export * from './users-file.ts'
