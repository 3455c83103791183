-- What wrk asks for in turn: pages, a redirect and an address that does not exist; and what it says of it.
local visitors = tonumber(os.getenv("VISITORS"))
local paths, at = {"/", "/guide/", "/stod/", "/kontakt/", "/guide", "/finns-inte"}, 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "gzip, deflate, br"})
end
local wrong = function(refused, lost)  -- one address in six does not exist; each visitor may be on their way to it at the end
  local off = math.abs(refused - lost)
  return off > visitors and off or 0
end
done = function(summary, latency)
  local e = summary.errors
  local seconds = summary.duration / 1e6
  print(string.format("told: %d %d %d %d %d %d %d", summary.requests / seconds, summary.bytes / seconds,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max, e.connect + e.read + e.write + e.timeout
    + wrong(e.status, summary.requests / #paths)))
end
