-- Sends the bodies of a file in turn, from a place of its own in each run; `{n}` in them becomes a number that is used once.
-- wrk … -s wrk.lua <url> -- <file of bodies, one a line; empty: GET> <first number> [header: value]…
local bodies, requests, n, counted = {}, {}, 0, false

function init(args)
  n = tonumber(args[2])
  wrk.headers["content-type"] = "application/json"
  for i = 3, #args do
    local name, value = args[i]:match("^(.-): (.*)$")
    wrk.headers[name] = value
  end
  if args[1] == "" then
    requests[1] = wrk.format("GET")
    return
  end
  for line in io.lines(args[1]) do
    bodies[#bodies + 1] = line
    if line:find("{n}", 1, true) then counted = true end
  end
  if not counted then
    for i, body in ipairs(bodies) do requests[i] = wrk.format("POST", nil, nil, body) end
  end
end

function request()
  n = n + 1
  if counted then
    local body = bodies[n % #bodies + 1]:gsub("{n}", tostring(n))
    return wrk.format("POST", nil, nil, body)
  end
  return requests[n % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.6f,"bytes":%d,"p50":%.1f,"p99":%.1f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
