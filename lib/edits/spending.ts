/** What requests cost, in US dollars. What the vendor did not say counts by its estimate; what has none is counted apart. */
export type Sum = {
  usd: number
  /** How many requests may have cost something that nobody knows. */
  unknown: number
}

export type Spending = {
  project: Sum
  /** Of the whole instance since midnight UTC. */
  today: Sum
  /** `DAILY_SPEND_LIMIT_USD`; null = none. */
  dailyLimitUsd: number | null
}
