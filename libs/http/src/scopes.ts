export { SCOPES, type Scope } from '@amparo/contracts'
