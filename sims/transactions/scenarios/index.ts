// The stories about transactions, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { askedTwice } from './askedTwice.ts'
import { askedWhileUnderWay } from './askedWhileUnderWay.ts'
import { bankTotal } from './bankTotal.ts'
import { coordinatorDies } from './coordinatorDies.ts'
import { crashPoints } from './crashPoints.ts'
import { deadlock } from './deadlock.ts'
import { deadlockFound } from './deadlockFound.ts'
import { lastSeat } from './lastSeat.ts'
import { lookAgain } from './lookAgain.ts'
import { lostEitherWay } from './lostEitherWay.ts'
import { nameTaken } from './nameTaken.ts'
import { noConductor } from './noConductor.ts'
import { noSuchCharge } from './noSuchCharge.ts'
import { oneSaysNo } from './oneSaysNo.ts'
import { orchestratorDies } from './orchestratorDies.ts'
import { paxosCommit } from './paxosCommit.ts'
import { providerCannotVote } from './providerCannotVote.ts'
import { replicated } from './replicated.ts'
import { seatReserved } from './seatReserved.ts'
import { takenForFailed } from './takenForFailed.ts'
import { threePhase } from './threePhase.ts'
import { tooFewAcceptors } from './tooFewAcceptors.ts'
import { twoSagas } from './twoSagas.ts'
import { undoFirst } from './undoFirst.ts'
import { unknownPayment } from './unknownPayment.ts'
import { writesFirst } from './writesFirst.ts'

export const scenarios: readonly Scenario[] = [
  coordinatorDies,
  oneSaysNo,
  orchestratorDies,
  replicated,
  paxosCommit,
  tooFewAcceptors,
  threePhase,
  unknownPayment,
  lostEitherWay,
  takenForFailed,
  noSuchCharge,
  writesFirst,
  providerCannotVote,
  undoFirst,
  bankTotal,
  twoSagas,
  lastSeat,
  seatReserved,
  askedTwice,
  askedWhileUnderWay,
  nameTaken,
  deadlock,
  deadlockFound,
  lookAgain,
  noConductor,
  ...crashPoints,
]
