/** What the ledger notes of money that a bank took back because the cardholder disputes the payment. */
export const disputeNote = 'Disputed by the cardholder'
