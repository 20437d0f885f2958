-- Mixed load for the service, with pauses of 8 ms as of people and scripts together (docs/performance.md, The service):
--   curl -s http://127.0.0.1:5080/reports.csv | cut -d, -f1 | tail -n +2 > /tmp/ids
--   IDS=/tmp/ids wrk -t1 -c2 -d600s --timeout 30s -s bench/service/mixed.lua http://127.0.0.1:5080
-- Prints the first answers that are none; wrk counts them all.
local ids = {}
for line in io.lines(os.getenv("IDS") or "ids") do ids[#ids + 1] = line end
math.randomseed(os.time())

local words = { "KAZ", "Токаев", "товарооборот", "type:CONSULT", "会见", "topic:trade 2024..", "strategic", "тауар", "KAZ 2025", '"strategic partnership"' }
local body = '{"text":"Министр иностранных дел Казахстана встретился в Астане с министром иностранных дел Китая. Товарооборот достиг 44 млрд долларов."}'

local function encoded(text)
  return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

function delay() return 8 end

function request()
  local dice = math.random(100)
  local id, word = ids[math.random(#ids)], encoded(words[math.random(#words)])
  if dice <= 25 then return wrk.format("GET", string.format("/dyads/CHN-KAZ.json?from=20%d-01-%02d", math.random(10, 24), math.random(28))) end
  if dice <= 45 then return wrk.format("GET", "/api/v1/search?q=" .. word .. "&limit=" .. math.random(100)) end
  if dice <= 60 then return wrk.format("GET", "/api/v1/reports/" .. id) end
  if dice <= 68 then return wrk.format("GET", "/stories/" .. id .. ".json") end
  if dice <= 74 then return wrk.format("GET", "/reports/" .. id) end
  if dice <= 78 then return wrk.format("GET", "/search?q=" .. word) end
  if dice <= 82 then return wrk.format("GET", "/search.csv?q=" .. word) end
  if dice <= 86 then return wrk.format("GET", "/search.atom?q=" .. word) end
  if dice <= 90 then return wrk.format("GET", "/promises.json?limit=" .. math.random(100)) end
  if dice <= 94 then return wrk.format("GET", "/figures.json?limit=" .. math.random(100)) end
  return wrk.format("POST", "/api/v1/read", { ["Content-Type"] = "application/json" }, body)
end

local told = 0
function response(status, _, text)
  if status ~= 200 and told < 5 then
    told = told + 1
    print(status, text:sub(1, 200))
  end
end
