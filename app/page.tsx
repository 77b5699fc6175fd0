export default function Page() {
  return <h1>Afterimage</h1>
}
